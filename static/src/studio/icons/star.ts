// Ground truth, on the labeling page and in the table of tasks.
export const star = "m8 2.5 1.6 3.7 4 .4-3 2.6.9 4L8 11.1l-3.5 2.1.9-4-3-2.6 4-.4Z";
