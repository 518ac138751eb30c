// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { clearForms, formOn, hotkey, press } from "../../testing/form";

afterEach(clearForms);

const XML = (attributes = "") => `<View><Text name="t" value="$text"/><Rating name="r" toName="t" ${attributes}/></View>`;
const ITEM = (rating: number) => ({ from_name: "r", to_name: "t", type: "rating", origin: "manual", value: { rating } });
const stars = () => [...document.querySelectorAll<HTMLElement>(".star")];

it("writes a number of stars, and nothing when they are taken back", () => {
  const { written, editor } = formOn(XML());
  stars()[3]!.click();
  expect(written()).toEqual([ITEM(4)]);
  expect(stars().map((star) => star.getAttribute("aria-checked"))).toEqual(["false", "false", "false", "true", "false"]);
  stars()[3]!.click();
  expect(written()).toEqual([]);
  editor.current.value.history.undo();
  expect(stars().filter((star) => star.classList.contains("on")).length).toBe(4);
});

it("gives more and less with the arrows, and with its key", () => {
  const { written, editor } = formOn(XML('maxRating="3" hotkey="r"'));
  press(stars()[0]!, "ArrowRight");
  press(stars()[0]!, "ArrowUp");
  expect(written()).toEqual([ITEM(2)]);
  press(stars()[1]!, "ArrowLeft");
  expect(written()).toEqual([ITEM(1)]);
  for (let times = 0; times < 2; times++) hotkey(editor, "r");
  expect(written()).toEqual([ITEM(3)]);
  hotkey(editor, "r");
  expect(written()).toEqual([]);
});

it("starts a new annotation with its default, and leaves a loaded one alone", () => {
  const { editor, written } = formOn(XML('defaultValue="2"'));
  expect(written()).toEqual([]);
  editor.select(editor.addAnnotation());
  expect(written()).toEqual([ITEM(2)]);
});

it("shows a prediction, and takes no press on it", () => {
  const { editor, find } = formOn(XML(), { predictions: [{ id: "p", kind: "prediction", result: [{ id: "x", ...ITEM(5) }] }] });
  editor.select(editor.predictions.value[0]!);
  expect(stars().filter((star) => star.classList.contains("on")).length).toBe(5);
  expect(find<HTMLFieldSetElement>(".rating").disabled).toBe(true);
});

it("stands with the region it is about", () => {
  const region = { id: "a", from_name: "l", to_name: "t", type: "labels", value: { start: 0, end: 1, text: "A", labels: ["X"] } };
  const { editor, written } = formOn(
    '<View><Labels name="l" toName="t"><Label value="X"/></Labels><Text name="t" value="$text"/><Rating name="r" toName="t" perRegion="true"/></View>', { result: [region] });
  editor.current.value.selection.value = new Set(["a"]);
  stars()[1]!.click();
  expect(written()[1]).toEqual({ from_name: "r", to_name: "t", type: "rating", origin: "manual", value: { start: 0, end: 1, text: "A", rating: 2 } });
});
