// A project's life in Arabic: how long it is kept, the warning, the end, what the host refuses.
import type { Translation } from "../../../language/catalogue";
import { bytes } from "../../format";
import type { life as lifeTexts, refusals as refusalTexts } from "../life";
import { changes, days, files, hours, minutes, seconds, tasks } from "./counts";

/** 604800 -> "7 أيام": a span that the host set. */
export function span(length: number): string {
  if (length % 86_400 === 0) return days(length / 86_400);
  if (length >= 7200) return hours(Math.round(length / 3600));
  return length >= 120 ? minutes(Math.round(length / 60)) : seconds(length);
}

const wait = (length: number): string => (length < 90 ? `${length} ث` : `${Math.ceil(length / 60)} د`);
const about = (length: number): string => (length < 90 ? seconds(length) : `نحو ${minutes(Math.ceil(length / 60))}`);
const waiting = (number: number): string => `${changes(number)} في انتظار الإرسال من هذا المتصفح`;

export const life: Translation<typeof lifeTexts> = {
  offline: "لا اتصال.",
  offlineElsewhere: "لا يُحفظ شيء حتى يجيب الخادم من جديد. تحاول هذه الصفحة من نفسها.",
  offlineWaiting: (number) => (number === 0 ? "ما تفعله بعد الآن ينتظر في هذا المتصفح." : `${waiting(number)}.`),
  left: ({ days: ofDays, hours: ofHours, minutes: ofMinutes }) => {
    const parts = [ofDays && days(ofDays), ofHours && hours(ofHours), ofMinutes && minutes(ofMinutes)].filter(Boolean);
    return `يُحفظ ${parts.join(" و") || "أقل من دقيقة"}`;
  },
  region: "عن هذا المشروع",
  deleted: (at) => `يُحذف ${at}`,
  unless: "ما لم تعد.",
  oldAge: (length) => (length > 0 ? `تُحفظ المشاريع هنا ${span(length)}، مهما تكررت زياراتك.` : "خذ معك ما تحتاج."),
  ending: "انتهى وقت هذا المشروع.",
  endingDetail: "قد يُحذف في أي لحظة.",
  keep: "إبقاء",
  keeping: "جارٍ الطلب…",
  keptUntil: (at) => `يُحفظ حتى ${at}`,
  keptDetail: "ما لم تعد قبل ذلك، فيبدأ الوقت من جديد.",
  download: "تنزيل كل شيء",
  frozen: "جمّد المضيف هذا المشروع.",
  frozenDetail: "القراءة والتصدير مستمران.",
  waiting: (number) => `${waiting(number)}، وترسل حين ينتهي ذلك.`,
  closed: "مغلق أمام المشاريع الجديدة.",
  closedDetail: "يمكنك التجوّل. من له مشروع يتابعه.",
  nextTry: (length) => `المحاولة التالية بعد ${wait(length)}`,
  trying: "جارٍ المحاولة…",
  tryNow: "حاول الآن",
  dismiss: "أغلق هذا التنبيه",
  toMessage: "إلى الرسالة",
  goneIdle: (day, idle) => `حُذف مشروعك في ${day}${idle > 0 ? `، بعد ${span(idle)} بلا زيارة` : ""}.`,
  goneAge: (day, age) => `حُذف مشروعك في ${day}${age > 0 ? `. تُحفظ المشاريع هنا ${span(age)}` : ""}.`,
  goneDeleted: (day) => `حُذف مشروعك في ${day}، في نافذة أخرى أو من جهاز آخر لك.`,
  goneHost: (day) => `حذف المضيف مشروعك في ${day}.`,
  goneNext: "يبدأ مشروع جديد مع تغييرك التالي.",
  templates: "اختر قالبًا",
  resume: "عندي رمز متابعة",
  projects: "مشاريعي",
  leftHere: (number) => `${changes(number)} منه لم يصل الخادم قط، وما زال في هذا المتصفح.`,
  downloadChanges: (number) => `تنزيل ${changes(number)}`,
  forget: "انسَها",
  endedTitle: "انتهى هذا المشروع",
  endedIdle: (at, idle) => `حُذف من الخادم ${at}${idle > 0 ? `، بعد ${span(idle)} من آخر زيارة` : ""}.`,
  endedAge: (at, age) => `حُذف من الخادم ${at}${age > 0 ? `، بعد ${span(age)} من بدايته` : ""}.`,
  endedDeleted: "حُذف من الخادم، في نافذة أخرى أو من جهاز آخر لك.",
  endedHost: "حذفه المضيف من الخادم.",
  endedUnknown: "لم يعد على الخادم.",
  nothingHere: "لم يبق منه في هذا المتصفح شيء لم يُحفظ من قبل.",
  here: (number) => `${changes(number)} لم يُحفظ على الخادم، وما زال في هذا المتصفح: نزّله قبل أن تتابع.`,
  newProject: "ابدأ مشروعًا جديدًا",
  file: "unsaved-labels",
};

export const refusals: Translation<typeof refusalTexts> = {
  creations: "الزوار هنا كثيرون",
  creationsDetail: (length) => `تُفتح المشاريع الجديدة بعد ${about(length)}. تحاول هذه الصفحة من نفسها.`,
  rate: "طلبات كثيرة دفعة واحدة",
  rateDetail: (length) => `تتابع هذه الصفحة من نفسها بعد ${about(length)}.`,
  sessions: "هذا الاستوديو ممتلئ",
  sessionsDetail: "لا يتسع مشروع جديد حتى ينتهي قديم. يمكنك التجوّل؛ تحاول هذه الصفحة من نفسها.",
  closed: "مغلق أمام المشاريع الجديدة",
  maintenance: "يعمل المضيف على الاستوديو",
  tries: "تحاول هذه الصفحة من نفسها.",
  disk: "قرص الخادم شبه ممتلئ",
  diskDetail: "لا تتسع المشاريع والملفات الجديدة؛ الوسوم تُقبل. تحاول هذه الصفحة من نفسها.",
  full: "هذا المشروع ممتلئ",
  fullDetail: (used, limit) => `فيه ${bytes(used)} من ${bytes(limit)}. يمكنك متابعة الوسم؛ لا تتسع ملفات جديدة.`,
  tooLarge: "هذا لا يتسع",
  tooLargeDetail: (used, limit) => `في المشروع ${bytes(used)} من ${bytes(limit)}. ما هو أصغر يتسع، ويمكنك متابعة الوسم.`,
  fullPlain: "يمكنك متابعة الوسم؛ لا تتسع ملفات جديدة.",
  tasks: "في هذا المشروع كل ما يُسمح به من المهام",
  tasksDetail: (limit) => `الحد ${tasks(limit)}. يمكنك متابعة وسمها، أو بدء مشروع آخر.`,
  uploads: "في هذا المشروع كل ما يُسمح به من الملفات",
  uploadsDetail: (limit) => `الحد ${files(limit)}. يمكنك متابعة الوسم؛ لا تتسع ملفات جديدة.`,
  frozen: "جمّد المضيف هذا المشروع",
  frozenDetail: "القراءة والتصدير مستمران.",
  other: "مشروع آخر مفتوح",
  otherDetail: "فُتح في تبويب آخر. لا يُحفظ هناك شيء من هذه الصفحة. حمّل الصفحة من جديد لتتابع ذلك المشروع، أو عد إلى هذا من «مشاريعي».",
  cookies: "لا يحفظ هذا المتصفح ملف تعريف لهذا الموقع",
  cookiesDetail: "من دونه لا يعرف الخادم أي مشروع لك. اسمح بملفات تعريف الارتباط لهذا الموقع، ثم أعد المحاولة.",
  space: "انظر ما يشغل المساحة",
  look: "تجوّل",
};
