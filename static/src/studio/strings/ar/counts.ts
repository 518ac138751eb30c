// Counted nouns in Arabic, in all their forms.
import { locale } from "../../../language/language";
import { counted, type Forms } from "../../../language/plural";

const noun =
  (forms: Forms) =>
  (value: number): string =>
    counted(value, forms);

/** 8204 -> "8,204" */
export const number = (value: number): string => value.toLocaleString(locale);

export const tasks = noun({ zero: "لا مهام", one: "مهمة واحدة", two: "مهمتان", few: "# مهام", many: "# مهمة", other: "# مهمة" });
/** after "of", and after what is done to them */
export const ofTasks = noun({ zero: "لا مهام", one: "مهمة واحدة", two: "مهمتين", few: "# مهام", many: "# مهمة", other: "# مهمة" });
export const annotations = noun({ zero: "لا تعليقات", one: "تعليق واحد", two: "تعليقان", few: "# تعليقات", many: "# تعليقًا", other: "# تعليق" });
export const changes = noun({ zero: "لا تغييرات", one: "تغيير واحد", two: "تغييران", few: "# تغييرات", many: "# تغييرًا", other: "# تغيير" });
export const files = noun({ zero: "لا ملفات", one: "ملف واحد", two: "ملفان", few: "# ملفات", many: "# ملفًا", other: "# ملف" });
export const rows = noun({ zero: "لا صفوف", one: "صف واحد", two: "صفان", few: "# صفوف", many: "# صفًا", other: "# صف" });
export const inTemplates = noun({ zero: "لا قوالب", one: "قالب واحد", two: "قالبين", few: "# قوالب", many: "# قالبًا", other: "# قالب" });
export const templates = noun({ zero: "لا قوالب", one: "قالب واحد", two: "قالبان", few: "# قوالب", many: "# قالبًا", other: "# قالب" });
export const projectsOf = noun({ zero: "لا مشاريع", one: "مشروع واحد", two: "مشروعان", few: "# مشاريع", many: "# مشروعًا", other: "# مشروع" });
export const formatsOf = noun({ zero: "لا صيغ", one: "صيغة واحدة", two: "صيغتان", few: "# صيغ", many: "# صيغة", other: "# صيغة" });
export const columns = noun({ zero: "لا أعمدة", one: "عمود واحد", two: "عمودان", few: "# أعمدة", many: "# عمودًا", other: "# عمود" });
export const regions = noun({ zero: "لا مناطق", one: "منطقة واحدة", two: "منطقتان", few: "# مناطق", many: "# منطقة", other: "# منطقة" });
export const labels = noun({ zero: "لا وسوم", one: "وسم واحد", two: "وسمان", few: "# وسوم", many: "# وسمًا", other: "# وسم" });
export const items = noun({ zero: "لا عناصر", one: "عنصر واحد", two: "عنصران", few: "# عناصر", many: "# عنصرًا", other: "# عنصر" });
export const lines = noun({ zero: "لا أسطر", one: "سطر واحد", two: "سطران", few: "# أسطر", many: "# سطرًا", other: "# سطر" });
export const notes = noun({ zero: "لا ملاحظات", one: "ملاحظة واحدة", two: "ملاحظتان", few: "# ملاحظات", many: "# ملاحظة", other: "# ملاحظة" });
export const problems = noun({ zero: "لا مشكلات", one: "مشكلة واحدة", two: "مشكلتان", few: "# مشكلات", many: "# مشكلة", other: "# مشكلة" });
export const differences = noun({ zero: "لا فروق", one: "فرق واحد", two: "فرقان", few: "# فروق", many: "# فرقًا", other: "# فرق" });
export const parts = noun({ zero: "لا أجزاء", one: "جزء واحد", two: "جزآن", few: "# أجزاء", many: "# جزءًا", other: "# جزء" });
export const drafts = noun({ zero: "لا مسودات", one: "مسودة واحدة", two: "مسودتان", few: "# مسودات", many: "# مسودة", other: "# مسودة" });
export const answers = noun({ zero: "لا إجابات", one: "إجابة واحدة", two: "إجابتان", few: "# إجابات", many: "# إجابة", other: "# إجابة" });
export const boxes = noun({ zero: "لا مستطيلات", one: "مستطيل واحد", two: "مستطيلان", few: "# مستطيلات", many: "# مستطيلًا", other: "# مستطيل" });
export const ellipses = noun({ zero: "لا قطوع ناقصة", one: "قطع ناقص واحد", two: "قطعان ناقصان", few: "# قطوع ناقصة", many: "# قطعًا ناقصًا", other: "# قطع ناقص" });
export const polygons = noun({ zero: "لا مضلعات", one: "مضلع واحد", two: "مضلعان", few: "# مضلعات", many: "# مضلعًا", other: "# مضلع" });
export const paths = noun({ zero: "لا مسارات", one: "مسار واحد", two: "مساران", few: "# مسارات", many: "# مسارًا", other: "# مسار" });
export const masks = noun({ zero: "لا أقنعة", one: "قناع واحد", two: "قناعان", few: "# أقنعة", many: "# قناعًا", other: "# قناع" });
export const points = noun({ zero: "لا نقاط", one: "نقطة واحدة", two: "نقطتان", few: "# نقاط", many: "# نقطة", other: "# نقطة" });
export const shapes = noun({ zero: "لا أشكال أخرى", one: "شكل آخر", two: "شكلان آخران", few: "# أشكال أخرى", many: "# شكلًا آخر", other: "# شكل آخر" });
export const filtersOf = noun({ zero: "لا مرشّحات", one: "مرشّح واحد", two: "مرشّحان", few: "# مرشّحات", many: "# مرشّحًا", other: "# مرشّح" });
export const suggestions = noun({ zero: "لا اقتراحات", one: "اقتراح واحد", two: "اقتراحان", few: "# اقتراحات", many: "# اقتراحًا", other: "# اقتراح" });
export const models = noun({ zero: "لا نماذج", one: "نموذج واحد", two: "نموذجان", few: "# نماذج", many: "# نموذجًا", other: "# نموذج" });
export const days = noun({ zero: "أقل من يوم", one: "يومًا واحدًا", two: "يومين", few: "# أيام", many: "# يومًا", other: "# يوم" });
export const hours = noun({ zero: "أقل من ساعة", one: "ساعة واحدة", two: "ساعتين", few: "# ساعات", many: "# ساعة", other: "# ساعة" });
export const minutes = noun({ zero: "أقل من دقيقة", one: "دقيقة واحدة", two: "دقيقتين", few: "# دقائق", many: "# دقيقة", other: "# دقيقة" });
export const seconds = noun({ zero: "أقل من ثانية", one: "ثانية واحدة", two: "ثانيتين", few: "# ثوانٍ", many: "# ثانية", other: "# ثانية" });
