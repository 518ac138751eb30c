// The welcome page, the labeling page and the tour in Arabic.
import type { Translation } from "../../../language/catalogue";
import { counted } from "../../../language/plural";
import { bytes } from "../../format";
import type { label as labelTexts } from "../label";
import type { labelStates as stateTexts } from "../label-states";
import type { tour as tourTexts } from "../tour";
import type { welcome as welcomeTexts } from "../welcome";
import { changes, inTemplates, number, ofTasks, tasks, templates } from "./counts";

const CATEGORIES: Readonly<Record<string, string>> = { text: "نصوص", image: "صور", html: "مستندات", audio: "صوت", questions: "أسئلة", series: "سلاسل زمنية", video: "فيديو", layouts: "تخطيطات", other: "المزيد" };

export const welcome: Translation<typeof welcomeTexts> = {
  heading: "ضع وسومًا على شيء حقيقي، الآن.",
  lead: "اختر قالبًا وابدأ. بلا حساب وبلا تثبيت. ما تصنعه هنا لك وحدك: لا يفتحه إلا هذا المتصفح.",
  leadLocal: "اختر قالبًا وابدأ، أو أحضر بياناتك. كل شيء يبقى على هذا الحاسوب.",
  own: "أحضر بياناتك",
  formats: (limit) => `نصوص وCSV وTSV وJSON وصور.${limit ? ` حتى ${bytes(limit)}.` : ""}`,
  choose: "اختر ملفات",
  paste: "ألصق نصًا",
  drop: "أفلت الملفات لاستيرادها",
  search: (all) => `ابحث في ${inTemplates(all)}`,
  searchName: "البحث في القوالب",
  categories: "الفئات",
  all: "الكل",
  category: (name) => CATEGORIES[name] ?? name,
  playground: (title) => `${title}: الإعداد في ساحة التجربة`,
  tryIt: "جرّبه",
  opening: "جارٍ الفتح…",
  noneFound: "لا قالب يطابق",
  noneFoundDetail: (query) => `لا اسم ولا وصف ولا فئة ولا عنصر فيه «${query}». جرّب كلمة أخرى، أو أحضر بياناتك.`,
  noneHere: (query, category, elsewhere) => `لا شيء في «${category}» فيه «${query}». في الفئات الأخرى ${templates(elsewhere)}.`,
  everywhere: "ابحث في كل الفئات",
  clear: "امسح البحث",
  build: "ابنه بنفسك",
  moveCards: "التنقل بين القوالب",
  found: (all) => templates(all),
  around: "جولة سريعة",
  aroundDetail: "خمس خطوات، نحو دقيقة",
  none: "لا قوالب على هذا الخادم",
  noneDetail: "أحضر بياناتك، ثم حدّد في «الإعداد» ما يُوسم.",
  goOn: "تابع من حيث توقفت",
  goOnDetail: (done, all) => `أُنجز ${number(done)} من ${ofTasks(all)}`,
  goOnEmpty: "لا مهام بعد",
  replaceTitle: "أيحلّ القالب محل ما في هذا المشروع؟",
  replace: (all, done) => `في هذا المشروع ${tasks(all)}، وُسم منها ${number(done)}. يأخذ القالب مكانها. لا تراجع بعد ذلك.`,
  replaceButton: "استبدال",
  keep: "إبقاء",
  downloadFirst: "التنزيل أولًا",
  privacy: "الخصوصية: ما يُحفظ، وإلى متى، وكيف تحذفه",
  resume: "عندي رمز متابعة",
  promises: [
    ["خاص", "لا يرى زائر آخر مشروعك، ولا حتى إن خمّن عنوانه."],
    ["تابع في مكان آخر", "خذ رمز متابعة، وواصل المشروع نفسه على حاسوب آخر."],
    ["لك أن تأخذه", "نزّل الوسوم، أو المشروع كله، متى شئت. واحذفه متى أردت."],
  ],
};

export const label: Translation<typeof labelTexts> = {
  editorFailed: "لم يُحمَّل المحرّر",
  heading: "الوسم",
  task: (id) => `المهمة ${id}`,
};

export const labelStates: Translation<typeof stateTexts> = {
  nothing: "لا شيء للوسم بعد",
  nothingDetail: "أضف صورًا أو نصًا أو جدولًا. أو افتح قالبًا، فمعه مهامه.",
  addData: "أضف بيانات",
  templates: "اختر قالبًا",
  noLabels: "لا وسوم بعد",
  noLabelsDetail: (all) => `${tasks(all)} في الانتظار. حدّد في «الإعداد» ما يُعلَّم أو يُجاب عنه.`,
  setUp: "إعداد الوسوم",
  done: (all) => counted(all, { one: "أُنجزت المهمة الوحيدة", two: "أُنجزت المهمتان", few: "أُنجزت المهام كلها، وهي #", many: "أُنجزت المهام كلها، وهي #", other: "أُنجزت المهام كلها، وهي #" }),
  doneDetail: "يمكنك العودة إلى أي مهمة، أو أخذ وسومك معك.",
  doneSkipped: (skipped) => counted(skipped, { one: "مهمة واحدة تُخطّيت وما زالت بلا وسوم.", two: "مهمتان تُخطّيتا وما زالتا بلا وسوم.", few: "# مهام تُخطّيت وما زالت بلا وسوم.", many: "# مهمة تُخطّيت وما زالت بلا وسوم.", other: "# مهمة تُخطّيت وما زالت بلا وسوم." }),
  lookAtSkipped: "وسم المهام المتخطّاة",
  throughSelected: (all) => counted(all, { one: "كانت هذه المهمة المختارة", two: "كانت هذه ثانية المهمتين المختارتين", few: "كانت هذه آخر المهام المختارة، وهي #", many: "كانت هذه آخر المهام المختارة، وهي #", other: "كانت هذه آخر المهام المختارة، وهي #" }),
  throughOpen: (all) => counted(all, { one: "أُنجزت المهمة الوحيدة", two: "أُنجزت المهمتان", few: "أُنجزت كلها، وهي #", many: "أُنجزت كلها، وهي #", other: "أُنجزت كلها، وهي #" }),
  throughPassed: (all) => counted(all, { one: "كانت هذه المهمة الوحيدة", two: "كانت هذه ثانية المهمتين", few: "كانت هذه آخر المهام، وهي #", many: "كانت هذه آخر المهام، وهي #", other: "كانت هذه آخر المهام، وهي #" }),
  throughPassedDetail: (passed) => counted(passed, { one: "مهمة واحدة تُركت وما زالت مفتوحة.", two: "مهمتان تُركتا وما زالتا مفتوحتين.", few: "# مهام تُركت وما زالت مفتوحة.", many: "# مهمة تُركت وما زالت مفتوحة.", other: "# مهمة تُركت وما زالت مفتوحة." }),
  throughNone: "ليست أي من هذه المهام هنا",
  throughNoneDetail: "حُذفت، أو أُنجزت.",
  throughDetail: "يمكنك العودة إلى الجدول، أو المتابعة بالمهام الأخرى.",
  throughAgain: "وسم هذه",
  backToData: "العودة إلى البيانات",
  otherTasks: (open) => `وسم الأخرى: ${tasks(open)}`,
  history: "ما أنجزته",
  addMore: "إضافة بيانات أخرى",
  figures: "عرض الأرقام",
  export: "تصدير الوسوم",
  look: "مراجعتها",
  missing: "هذه المهمة ليست هنا",
  missingDetail: "حُذفت، أو هي من مشروع آخر.",
  next: "إلى المهمة التالية",
  failed: "لم تُحمَّل هذه المهمة",
  offlineEnd: "لا اتصال",
  offlineEndDetail: (waiting) => `${changes(waiting)} في انتظار الإرسال من هذا المتصفح حين يجيب الخادم. وتأتي معه المهمة التالية.`,
};

export const tour: Translation<typeof tourTexts> = {
  name: "الجولة",
  step: (at, all) => `الخطوة ${number(at)} من ${number(all)}`,
  next: "التالي",
  finish: "إنهاء",
  end: "أنهِ الجولة",
  offer: "أول مرة هنا؟",
  offerDetail: "خمس خطوات في هذه الصفحة، نحو دقيقة.",
  start: "جولة سريعة",
  never: "لا، شكرًا",
  done: "انتهت الجولة. تجدها من جديد في القائمة أعلى الصفحة.",
  nothing: "لا شيء للوسم هنا الآن. افتح قالبًا، ثم ابدأ الجولة من جديد.",
  label: ["اختر وسمًا", "اضغط وسمًا هنا، أو رقمه على لوحة المفاتيح. يبقى مختارًا لما تحدّده بعده."],
  answer: ["أجب", "اضغط إجابة، أو رقمها على لوحة المفاتيح. اضغطها مرة أخرى لتلغيها."],
  markText: ["حدّد بعض الكلمات", "اسحب فوق كلمات النص، أو انقر واحدة نقرتين. تأخذ الوسم الذي اخترته."],
  touchText: ["حدّد بعض الكلمات", "المس كلمة وأبقِ إصبعك، ثم اسحب طرفيها. تأخذ الكلمات الوسم الذي اخترته."],
  markPicture: ["ارسم مستطيلًا", "اسحب من ركن الشيء إلى الركن المقابل. يأخذ الوسم الذي اخترته."],
  read: ["اقرأ المهمة", "هذا ما يُوسم. والأسئلة معه."],
  regions: ["ما حدّدته", "كل ما تحدّده مذكور هنا. اضغط صفًا لتراه محددًا؛ زر الحذف يزيله، والتراجع يعيده."],
  regionsSmall: ["ما حدّدته", "كل ما تحدّده مذكور هنا. اسحب هذه اللوحة إلى أعلى لتراه أو تغيّره أو تحذفه."],
  kept: ["يُحفظ وأنت تعمل", "ما تفعله يُحفظ خلال ثانية أو ثانيتين. يمكنك إغلاق هذه الصفحة والعودة إليها."],
  submit: ["أرسل", "اضغط «إرسال» حين تتم المهمة. تأتي التالية حالًا؛ لا يضيع شيء إن توقفت هنا."],
  takeAlong: ["خذها معك", "في «التصدير» وسومك ملفًا متى شئت. افتحه لتلقي نظرة."],
  takeAlongSmall: ["خذها معك", "تقود القائمة إلى «التصدير»، وفيه وسومك ملفًا متى شئت. افتحه لتلقي نظرة."],
};
