// The exports that are kept, in Arabic.
import type { Translation } from "../../../language/catalogue";
import type { keptExports as keptTexts } from "../kept-exports";
import { annotations, number, ofTasks } from "./counts";

export const keptExports: Translation<typeof keptTexts> = {
  heading: "عمليات التصدير المحفوظة",
  asLong: "تبقى ما بقي المشروع",
  make: "أنشئ واحفظ",
  fallbackTitle: "تصدير",
  title: (project, place) => `${project} ${number(place)}`,
  none: "لم يُحفظ شيء بعد.",
  noneDetail: "«أنشئ واحفظ» يُبقي الوسوم كما هي الآن. يُنشأ الملف على الخادم، وتأخذه متى شئت.",
  full: (most) => `الأماكن كلها (${number(most)}) مشغولة. احذف تصديرًا، ثم أنشئ التالي.`,
  failed: "لم تُحمَّل عمليات التصدير المحفوظة.",
  name: "التصدير",
  format: "الصيغة",
  made: "أُنشئ",
  tasks: "المهام",
  annotations: "التعليقات",
  size: "الحجم",
  since: "منذ ذلك الحين",
  actions: "الإجراءات",
  progress: (done, total) => `${number(done)} من ${ofTasks(total)}. يمكنك مغادرة هذه الصفحة.`,
  packing: "دخلت كل المهام. يُحزم الملف الآن.",
  newer: (amount) => `الأحدث منه: ${annotations(amount)}`,
  fewer: (amount) => `نقص منذئذ: ${annotations(amount)}`,
  same: "لا أحدث منه",
  notMade: "لم يُنشأ",
  download: "تنزيل",
  downloadOf: (title) => `تنزيل ${title}`,
  stop: (title) => `إيقاف إنشاء ${title}`,
  remove: (title) => `حذف ${title}`,
  ready: (title) => `${title} جاهز.`,
  removeTitle: (title) => `أتحذف «${title}»؟`,
  removeDetail: "يذهب ملفه من الخادم. المشروع ووسومه باقية كما هي.",
  removeYes: "احذفه",
  removeNo: "أبقِه",
};
