// The editor in Arabic.
import type { Translation } from "../../language/catalogue";
import { counted } from "../../language/plural";
import type { KEYMAP } from "../core/keymap";
import type { texts as promptTexts } from "../core/prompt-texts";
import type { texts as editorTexts, titles } from "../core/texts";
import type { texts as panelTexts } from "../panels/part-texts";
import type { texts as maskTexts } from "../surfaces/image/maskTexts";
import type { texts as pictureTexts } from "../surfaces/image/texts";
import type { texts as pointTexts } from "../surfaces/image/pointwise/texts";
import type { texts as choicesTexts } from "../tags/choices/texts";
import type { texts as audioTexts } from "../tags/audio/texts";
import type { texts as dialogTexts } from "../tags/dialog/texts";
import type { texts as paragraphsTexts } from "../tags/paragraphs/texts";
import type { texts as tableTexts } from "../tags/table/texts";
import type { texts as questionTexts } from "../tags/question-texts";
import type { texts as filterTexts } from "../tags/filter/texts";
import type { texts as markingTexts } from "../tags/text/marking-texts";
import type { texts as rankerTexts } from "../tags/ranker/texts";
import type { texts as repeaterTexts } from "../tags/repeater/texts";
import type { texts as taxonomyTexts } from "../tags/taxonomy/texts";
import type { texts as hypertextTexts } from "../tags/hypertext/texts";
import type { texts as textTexts } from "../tags/text/texts";
import type { texts as datetimeTexts } from "../tags/datetime/texts";
import type { texts as numberTexts } from "../tags/number/texts";
import type { texts as pairwiseTexts } from "../tags/pairwise/texts";
import type { texts as relationTexts } from "../panels/relations/texts";
import type { texts as ratingTexts } from "../tags/rating/texts";
import type { texts as textareaTexts } from "../tags/textarea/texts";

const editor: Translation<typeof editorTexts> = {
  task: "المهمة",
  ofTotal: (total) => `من ${total}`,
  allTasks: "كل المهام",
  taskId: (id) => `المهمة ${id}`,
  saved: "محفوظ",
  saving: "جارٍ الحفظ…",
  notSaved: "لم يُحفظ بعد",
  notSavedYet: (changes) => counted(changes, { one: "تغيير واحد لم يُحفظ بعد", two: "تغييران لم يُحفظا بعد", few: "# تغييرات لم تُحفظ بعد", many: "# تغييرًا لم يُحفظ بعد", other: "# تغيير لم يُحفظ بعد" }),
  seconds: (number) => `قبل ${number} ث`,
  minutes: (number) => `قبل ${number} د`,
  hours: (number) => `قبل ${number} س`,
  more: "المزيد",
  doneOf: (total, skipped) => `من ${total} منجزة${skipped ? `، و${skipped} متخطّاة` : ""}`,
  progress: "التقدّم",
  missing: (answers) => counted(answers, { one: "إجابة ناقصة", two: "إجابتان ناقصتان", few: "# إجابات ناقصة", many: "# إجابة ناقصة", other: "# إجابة ناقصة" }),
  andNext: "والانتقال إلى التالية",
  annotations: "تعليقات هذه المهمة",
  prediction: "توقّع",
  draft: "مسودة",
  skipped: "متخطّاة",
  isPrediction: "، توقّع",
  isDraft: "، من عملك، لم يُرسل",
  isAnnotation: "، تعليق",
  partMissing: "لم يصل جزء من هذه الصفحة. يصل حين يعود الاتصال.",
  readOnly: "التوقّع للقراءة فقط. انسخه إلى تعليق جديد لتعديله.",
  you: "أنت",
  area: "مساحة الوسم",
  less: "أقل",
  guideline: "الإرشادات",
  labels: "الوسوم",
  labelsOf: (name) => `الوسوم: ${name}`,
  unknownTag: (tag) => `لا يوجد هنا عنصر باسم "${tag}". تُحفظ النتائج المصنوعة به كما هي.`,
  regions: "المناطق",
  selected: "المنطقة المحددة",
  onlyQuestions: "لا شيء يُحدَّد هنا، أسئلة فقط.",
  noRegionsYet: "لا مناطق بعد. اختر وسمًا، ثم حدّد شيئًا.",
  noRegions: "لا مناطق.",
  open: "افتح المناطق",
  close: "أغلق المناطق",
  noLabel: "بلا وسم",
  empty: "فارغ",
  used: (uses, limit) => `${uses} من ${limit}`,
  usedUp: (label, limit) => `لا يُستخدم "${label}" في المهمة أكثر من ${counted(limit, { one: "مرة", two: "مرتين", few: "# مرات", many: "# مرة", other: "# مرة" })}.`,
  region: (number) => `المنطقة ${number}`,
  notWellFormed: (reason) => `إعداد الوسوم ليس XML سليم البنية. ${reason}`,
  nothingLabeled: "لم يوسم شيء بعد. ضع وسمًا، ثم أرسل.",
  annotationDeleted: "حُذف التعليق",
  locked: "المنطقة مقفلة. افتح قفلها لتحذفها.",
  deleted: (regions) => counted(regions, { one: "حُذفت منطقة", two: "حُذفت منطقتان", few: "حُذفت # مناطق", many: "حُذفت # منطقة", other: "حُذفت # منطقة" }),
  asksRegion: (question) => `"${question}" يطلب إجابة عن كل منطقة.`,
  asksMark: (question) => `"${question}" يطلب منطقة واحدة على الأقل.`,
  asksTask: (question) => `"${question}" يطلب إجابة في كل مهمة.`,
  asksItem: (question, number) => `"${question}" يطلب إجابة عن كل صورة. لا إجابة للصورة رقم ${number}.`,
  ofTask: "المهمة",
};

const commands: Translation<typeof titles> = {
  submit: "إرسال",
  update: "تحديث",
  skip: "تخطّي",
  undo: "تراجع",
  redo: "إعادة",
  reset: "من البداية",
  "next-task": "المهمة التالية",
  "previous-task": "المهمة السابقة",
  hotkeys: "كل الاختصارات",
  "delete-region": "حذف",
  "delete-all": "حذف كل المناطق",
  hide: "إخفاء",
  "hide-all": "إخفاء الكل",
  lock: "قفل",
  unselect: "إلغاء التحديد",
  exit: "خروج",
  "next-region": "المنطقة التالية",
  duplicate: "تكرار",
  relate: "ربط",
  note: "ملاحظة",
  "focus-region-input": "أجب عن هذه المنطقة",
  "new-annotation": "تعليق جديد",
  "delete-annotation": "حذف التعليق",
  "copy-annotation": "نسخ إلى تعليق جديد",
};

const keymap: Translation<typeof KEYMAP> = {
  "annotation:submit": { description: "إرسال" },
  "annotation:skip": { description: "تخطّي هذه المهمة" },
  "annotation:undo": { description: "تراجع" },
  "annotation:redo": { description: "إعادة" },
  "region:delete": { description: "حذف المنطقة" },
  "segment:delete": { description: "حذف المنطقة" },
  "region:delete-all": { description: "حذف كل المناطق" },
  "region:focus": { description: "أجب عن هذه المنطقة" },
  "region:meta": { description: "كتابة ملاحظة للمنطقة" },
  "region:relation": { description: "ربط بمنطقة أخرى" },
  "region:visibility": { description: "إخفاء المنطقة" },
  "region:lock": { description: "قفل المنطقة" },
  "region:unselect": { description: "إلغاء التحديد" },
  "region:exit": { description: "إلغاء التحديد، أو ترك الأداة" },
  "region:cycle": { description: "المنطقة التالية" },
  "region:duplicate": { description: "تكرار المنطقة" },
  "sheet:open": { description: "كل الاختصارات" },
};

const panels: Translation<typeof panelTexts> = {
  close: "إغلاق",
  hotkeys: "الاختصارات",
  missing: (answers) => counted(answers, { one: "إجابة واحدة ناقصة", two: "إجابتان ناقصتان", few: "# إجابات ناقصة", many: "# إجابة ناقصة", other: "# إجابة ناقصة" }),
  continuousLabeling: "إبقاء الوسم بعد كل منطقة",
  selectAfterCreate: "تحديد المنطقة بعد إنشائها",
  showLabels: "إظهار أسماء الوسوم على المناطق",
  selected: (regions) => counted(regions, { one: "منطقة محددة", two: "منطقتان محددتان", few: "# مناطق محددة", many: "# منطقة محددة", other: "# منطقة محددة" }),
  note: "ملاحظة",
  addNote: "أضف ملاحظة على هذه المنطقة",
  changeLabel: "تغيير الوسم",
  findLabel: "ابحث عن وسم",
  show: "إظهار",
  hide: "إخفاء",
  lock: "قفل",
  unlock: "فتح القفل",
  delete: "حذف",
  byLabel: "حسب الوسم",
  byTime: "حسب الوقت",
  order: "ترتيب المناطق",
  find: "ابحث عن منطقة",
  regionsByLabel: "المناطق حسب الوسم",
  regionsByTime: "المناطق حسب الوقت",
  undo: "تراجع",
  copy: "نسخ المناطق المحددة",
  cut: "قص المناطق المحددة",
  paste: "لصق المناطق",
  selectAll: "تحديد الكل في قائمة المناطق",
  copied: (regions) => counted(regions, { one: "نُسخت منطقة. الصقها هنا أو في مهمة أخرى.", two: "نُسخت منطقتان. الصقهما هنا أو في مهمة أخرى.", few: "نُسخت # مناطق. الصقها هنا أو في مهمة أخرى.", many: "نُسخت # منطقة. الصقها هنا أو في مهمة أخرى.", other: "نُسخت # منطقة. الصقها هنا أو في مهمة أخرى." }),
  nothingFits: "لا مكان في هذه المهمة لما نُسخ.",
  suggestions: (regions) => counted(regions, { one: "اقتراح واحد ينتظر", two: "اقتراحان ينتظران", few: "# اقتراحات تنتظر", many: "# اقتراحًا ينتظر", other: "# اقتراح ينتظر" }),
  suggested: "الاقتراحات",
  shownOf: (shown, waiting) => `${shown} من ${waiting} اقتراحات`,
  fromScore: "أظهر الاقتراحات واقبلها ابتداءً من هذه الدرجة",
  refuseAll: "ارفض الكل",
  front: "إحضار إلى الأمام",
  back: "إرسال إلى الخلف",
  goThrough: "راجعها واحدًا واحدًا",
  acceptAll: "اقبل الكل",
  accept: "اقبل",
  refuse: "ارفض",
  nextSuggestion: "الاقتراح التالي",
  groundTruth: "مرجعي",
  refused: (regions) => counted(regions, { one: "رُفض اقتراح", two: "رُفض اقتراحان", few: "رُفضت # اقتراحات", many: "رُفض # اقتراحًا", other: "رُفض # اقتراح" }),
};

const prompts: Translation<typeof promptTexts> = {
  noAnswer: "لم يُجب النموذج. ارسم مرة أخرى لتسأل من جديد.",
};

const masks: Translation<typeof maskTexts> = {
  mask: "قناع",
  maskOf: (pixels) => `قناع، \u2066${pixels}\u2069 بكسل`,
  brush: "فرشاة",
  eraser: "ممحاة",
  wand: "العصا السحرية",
  size: "حجم الفرشاة",
  tolerance: "تسامح اللون",
  smaller: "أصغر",
  larger: "أكبر",
  pixels: (count) => `\u2066${count}\u2069 بكسل`,
  selectFirst: "حدّد قناعًا، ثم امحُ.",
  locked: "هذا القناع مقفل.",
  unreadable: "لا يمكن قراءة هذا القناع. يُحفظ كما هو.",
  foreign: "تأتي الصورة من مضيف لا يتيح قراءة ألوانها. استعمل الفرشاة.",
};

const picture: Translation<typeof pictureTexts> = {
  name: "الصورة ومناطقها",
  minimap: "الصورة كاملة؛ يبيّن الإطار الجزء الظاهر",
  pickFirst: "اختر وسمًا، ثم ارسم.",
  group: "الصورة",
  selectedRegion: "المنطقة المحددة",
  tools: "الأدوات",
  select: "تحديد",
  pan: "تحريك الصورة",
  zoomIn: "تكبير",
  zoomOut: "تصغير",
  fit: "ملاءمة النافذة",
  original: "الحجم الأصلي",
  turn: "تدوير 90 درجة",
  turnLeft: "تدوير إلى اليسار",
  turnRight: "تدوير إلى اليمين",
  adjust: "السطوع والتباين",
  brightness: "السطوع",
  contrast: "التباين",
  reset: "كما كانت",
  move1: "تحريك 1 بكسل",
  move10: "تحريك 10 بكسلات",
  grow1: "تكبير أو تصغير 1 بكسل",
  askModel: "اسأل النموذج بالأدوات الذكية",
  leaveOut: "النقاط تحدد ما يُستبعد",
  accept: "قبول",
  refuse: "رفض",
  suggestion: (name) => `اقتراح: ${name}`,
  front: "إحضار إلى الأمام",
  back: "إرسال إلى الخلف",
  drawHere: "رسم في وسط ما يظهر",
  drawsByKey: (tool) => `${tool}: يرسم Enter واحدًا في الوسط، وتحرّكه مفاتيح الأسهم، ويغيّر Ctrl مع سهم حجمه`,
  setsByKey: (tool) => `${tool}: يضع Enter واحدة في الوسط، وتحرّكها مفاتيح الأسهم`,
  drawn: (what) => `رُسم: ${what}`,
  deleted: (what) => `حُذف: ${what}`,
  selectedTogether: (number) => `حُددت مناطق عددها ${number}`,
  changes: (number) => `تغيّرت مناطق عددها ${number}`,
  at: (what, x, y) => `${what}، عند \u2066${x}, ${y}\u2069`,
  region: "منطقة",
  box: "مستطيل",
  boxByPoints: "مستطيل بثلاث نقاط",
  boxOf: (width, height) => `مستطيل، \u2066${width} × ${height}\u2069`,
  ellipse: "قطع ناقص",
  ellipseOf: (width, height) => `قطع ناقص، \u2066${width} × ${height}\u2069`,
  point: "نقطة",
  pointAt: (x, y) => `نقطة، \u2066${x}, ${y}\u2069`,
  pictures: "صور هذه المهمة",
  picture: (number) => `الصورة ${number}`,
  pictureOf: (number, count) => `${number} من ${count}`,
  previousPicture: "الصورة السابقة",
  nextPicture: "الصورة التالية",
  regionsOn: (count) => counted(count, { one: "منطقة واحدة", two: "منطقتان", few: "# مناطق", many: "# منطقة", other: "# منطقة" }),
  none: "ليس في هذه المهمة صورة",
  noneDetail: (field) => `الحقل الذي يسمّيه الإعداد (${field}) فارغ.`,
  failed: "لم تُحمَّل هذه الصورة",
  failedDetail: (reason) => `${reason} الوسوم الموضوعة من قبل سليمة.`,
  tryAgain: "أعد المحاولة",
  noAddress: "عنوانها ليس مما يستطيع المتصفح فتحه.",
  otherPlace: (protocol) => `لا تفتح المتصفحات العناوين التي تبدأ بـ "${protocol}". استورد الصورة، أو أعط عنوانًا يبدأ بـ https.`,
  insecure: "يبدأ عنوانها بـ http، وجاءت هذه الصفحة عبر https: ترفض المتصفحات ذلك. أعط عنوان الصورة بـ https، أو استوردها.",
  barred: (host) => `لا يعرض هذا الاستوديو صورًا من ${host}. استورد الصورة، أو اطلب ممن يدير الاستوديو أن يسمح بصور من الخارج.`,
  noPermission: (host, crossOrigin) =>
    `الصورة موجودة لدى ${host}، لكنه لا يسمح بـ crossOrigin="${crossOrigin}". احذف crossOrigin من وسم Image، أو اجعل ذلك المضيف يجيب بـ Access-Control-Allow-Origin.`,
  noPicture: (host) => `لم يُجب ${host || "العنوان"} بصورة. افتح العنوان في تبويب مستقل لترى ما يقول.`,
  unreadable: "الملف موجود، لكنه ليس صورة يقرؤها هذا المتصفح. احفظه بصيغة JPEG أو PNG أو WebP.",
  otherType: (type) => `أجاب العنوان بـ ${type}، وليس ذلك صورة.`,
  answered: (status) => `أجاب العنوان بـ "${status}".`,
  unreachable: "تعذّر الوصول إلى العنوان.",
};

const choices: Translation<typeof choicesTexts> = {
  choose: "اختر",
  inside: (choice) => `الاختيارات في ${choice}`,
  group: (name) => `الاختيارات: ${name}`,
};

const question: Translation<typeof questionTexts> = {
  required: "لازم",
};

const audio: Translation<typeof audioTexts> = {
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  position: "الموضع",
  speed: "السرعة",
  volume: "مستوى الصوت",
  failed: "لم يُحمَّل هذا التسجيل. قد يكون عنوانه خاطئًا، أو لا يستطيع المتصفح تشغيل هذا النوع من الملفات.",
  none: "لا تسجيل في هذه المهمة.",
  back: "5 ثوانٍ إلى الخلف",
  forward: "5 ثوانٍ إلى الأمام",
  group: (name) => `التسجيل: ${name}`,
};

const dialog: Translation<typeof dialogTexts> = {
  none: "لا رسائل في هذه المهمة.",
};

const paragraphs: Translation<typeof paragraphsTexts> = {
  none: "لا فقرات في هذه المهمة.",
  noJson: "ما يوجد هناك ليس JSON.",
  turn: (number) => `الفقرة ${number}`,
  only: "أظهر فقط",
  onlyOf: (author) => `ما يقوله ${author} فقط`,
};

const table: Translation<typeof tableTexts> = {
  none: "لا جدول هنا في هذه المهمة.",
  failed: (reason) => `لم يُحمَّل هذا الجدول. ${reason}`,
  showAll: (rows) => `إظهار كل الصفوف (${rows})`,
};

const ranker: Translation<typeof rankerTexts> = {
  order: "الترتيب",
  movable: "عنصر قابل للتحريك",
  help: "اسحب، أو اضغط المسافة وحرّك بالأسهم؛ المسافة تضعه، وEscape يعيده.",
  empty: "ليس في هذه المهمة عناصر تُرتَّب.",
  taken: (item, place, of, column) => `${item} في اليد. الموضع ${place} من ${of} ${column}.`,
  moved: (place, of, column) => `الموضع ${place} من ${of} ${column}.`,
  dropped: (item, place, of, column) => `${item} في الموضع ${place} من ${of} ${column}.`,
  back: (item, place, of, column) => `عاد ${item} إلى الموضع ${place} من ${of} ${column}.`,
};

const filter: Translation<typeof filterTexts> = {
  find: "ابحث",
  group: "القوائم",
  found: (shown, all) => (shown === 0 ? `لا شيء من ${all}` : `${shown} من ${all}`),
};

const repeater: Translation<typeof repeaterTexts> = {
  previous: "السابق",
  next: "التالي",
  position: (place, of) => `${place} من ${of}`,
  group: "العناصر",
  leftOut: (entries) => `القائمة أطول مما يحتمله هذا الإعداد. عناصر لم تُعرض: ${entries}`,
  empty: "قائمة هذه المهمة فارغة.",
};

const taxonomy: Translation<typeof taxonomyTexts> = {
  choose: "اختر",
  nothing: (words) => `لا شيء هنا يحمل "${words}" في اسمه.`,
  empty: "هذا التصنيف فارغ.",
  takeOut: (name) => `أخرج ${name}`,
  some: (chosen, all) => `${chosen} من ${all}`,
  atMost: (count) => `${count} على الأكثر`,
  full: (count) => `يمكن اختيار ${count} على الأكثر. أخرج واحدًا أولًا.`,
  loading: "جارٍ التحميل…",
  failed: (reason) => `لم يُحمَّل التصنيف. ${reason} ما اختير من قبل سليم.`,
  otherHost: (host) => `هو على ${host}، وهذه الصفحة تقرأ من مضيفها وحده.`,
  unreachable: (address) => `تعذّر الوصول إلى ${address}.`,
  answered: (status) => `أجاب العنوان بـ "${status}".`,
  noJson: "لم يُجب العنوان بـ JSON.",
};

const hypertext: Translation<typeof hypertextTexts> = {
  document: (name) => `الوثيقة: ${name}`,
};

const text: Translation<typeof textTexts> = {
  empty: "هذا النص فارغ.",
  noBase64: "الحقل لا يحوي base64.",
  failed: (reason) => `لم يُحمَّل هذا النص. ${reason} الوسوم الموضوعة من قبل سليمة.`,
  unreachable: (address) => `تعذّر الوصول إلى ${address}، أو أنه لا يسمح لهذه الصفحة بقراءته.`,
  answered: (status) => `أجاب العنوان بـ "${status}".`,
};


const marking: Translation<typeof markingTexts> = {
  group: "مناطق النص",
  start: "تحريك البداية",
  end: "تحريك النهاية",
};

const relations: Translation<typeof relationTexts> = {
  relations: "العلاقات",
  from: (name) => `من \u2068${name}\u2069: اضغط منطقة أخرى. Esc ينهي ذلك.`,
  none: "لا علاقات بعد. حدّد منطقة، اضغط Alt+R، ثم اضغط منطقة أخرى.",
  nothing: "لا علاقات.",
  again: "هاتان المنطقتان مرتبطتان بهذا الترتيب من قبل.",
  showAll: "عرض كل الأسهم",
  direction: { right: "إلى الثانية", left: "إلى الأولى", bi: "في الاتجاهين" },
  turn: (direction) => `الاتجاه: ${direction}`,
  remove: "حذف العلاقة",
  removed: "حُذفت العلاقة",
  labels: "وسوم العلاقة",
  relation: (from, to) => `\u2068${from}\u2069 و\u2068${to}\u2069`,
};

const rating: Translation<typeof ratingTexts> = {
  group: "التقييم",
  of: (given, most) => `${given} من ${most}`,
  oneMore: (name) => `درجة أعلى: ${name}`,
};

const number: Translation<typeof numberTexts> = {
  group: "الأعداد",
  oneMore: (name) => `خطوة إلى أعلى: ${name}`,
  noNumber: (written) => `"${written}" ليس عددًا. اكتب أرقامًا، مثل 12 أو 1.5.`,
  ambiguous: (whole, divided) => `يمكن أن يُقرأ هذا على وجهين. اكتب ${whole} أو ${divided}.`,
  between: (min, max) => `اكتب عددًا من ${min} إلى ${max}.`,
  atLeast: (min) => `اكتب عددًا لا يقل عن ${min}.`,
  atMost: (max) => `اكتب عددًا لا يزيد على ${max}.`,
  inSteps: (step, from) => `تسير الأعداد هنا بخطوة ${step} ابتداءً من ${from}.`,
};

const datetime: Translation<typeof datetimeTexts> = {
  month: "الشهر",
  year: "السنة",
  between: (min, max) => `اختر من \u2066${min}\u2069 إلى \u2066${max}\u2069.`,
  atLeast: (min) => `اختر \u2066${min}\u2069 أو ما بعده.`,
  atMost: (max) => `اختر \u2066${max}\u2069 أو ما قبله.`,
  unread: (written) => `المحفوظ: \u2066${written}\u2069`,
};

const pairwise: Translation<typeof pairwiseTexts> = {
  left: "الأول",
  right: "الثاني",
  group: (name) => `المقارنة: ${name}`,
};

const textarea: Translation<typeof textareaTexts> = {
  placeholder: "اكتب ثم اضغط Enter",
  add: "أضف",
  takeOut: (text) => `احذف: ${text}`,
  entry: (number) => `النص ${number}`,
  duplicate: "هذا النص موجود من قبل.",
  shortcuts: "اختصارات",
  group: (name) => `اختصارات: ${name}`,
};

const pointCount = (points: number): string =>
  counted(points, { zero: "لا نقاط", one: "نقطة واحدة", two: "نقطتان", few: "# نقاط", many: "# نقطة", other: "# نقطة" });
const leastPoints = (points: number): string => counted(points, { one: "نقطة واحدة", two: "نقطتين", few: "# نقاط", many: "# نقطة", other: "# نقطة" });

const points: Translation<typeof pointTexts> = {
  polygon: "مضلع",
  polygonOf: (count) => `مضلع، ${pointCount(count)}`,
  openPolygonOf: (count) => `مضلع لم يكتمل، ${pointCount(count)}`,
  path: "مسار",
  pathOf: (count) => `مسار، ${pointCount(count)}`,
  closedPathOf: (count) => `مسار مغلق، ${pointCount(count)}`,
  bar: "النقاط",
  drawing: "أثناء رسم النقاط",
  count: pointCount,
  unfinished: (count) => `لم يكتمل، ${pointCount(count)}`,
  place: (number, count) => `النقطة ${number} من ${count}`,
  at: (x, y) => `\u2066x ${x} % · y ${y} %\u2069`,
  takeBack: "تراجع عن آخر نقطة",
  again: "إعادة النقطة",
  close: "أغلق",
  finish: "أنهِ",
  leaveOpen: "اتركه مفتوحًا",
  drop: "ألغِ هذا الرسم",
  goOn: "تابع",
  addAfter: "أضف بعدها",
  deletePoint: "احذف هذه النقطة",
  next: "النقطة التالية",
  previous: "النقطة السابقة",
  leave: "اترك النقطة",
  move1: "تحريك النقطة بكسلًا واحدًا",
  move10: "تحريك النقطة 10 بكسل",
  needs: (least) => `يلزم ${leastPoints(least)} على الأقل.`,
  keeps: (least) => `يبقى فيه ${leastPoints(least)} على الأقل. احذف المنطقة كلها بدلًا من ذلك.`,
  dropped: (count) => `أُلغي رسم فيه ${pointCount(count)}.`,
  bringBack: "أعده",
};

export default {
  editor,
  commands,
  keymap,
  panels,
  masks,
  prompts,
  picture,
  points,
  choices,
  ranker,
  taxonomy,
  filter,
  repeater,
  question,
  audio,
  dialog,
  table,
  text, hypertext,
  marking,
  relations,
  rating,
  number,
  datetime,
  pairwise,
  paragraphs,
  textarea,
};
