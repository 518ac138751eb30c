import { expect, it } from "vitest";
import { chosenFolders, MOST_FILES, type FolderFile } from "../../components/folder";
import { packed } from "./folders";
import { tarOf } from "./tar";

const file = (path: string, content = "x"): FolderFile => ({ path, file: new File([content], path.split("/").pop() ?? "", { lastModified: 1_700_000_000_000 }) });
const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
const text = (bytes: Uint8Array, from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to)).replace(/\0.*$/s, "");

it("writes a header of 512 bytes before each file, fills it up to 512, and ends with two empty blocks", async () => {
  const bytes = await bytesOf(tarOf("set", [file("labels/a.txt", "0 .5 .5 1 1\n"), file("b.txt", "y".repeat(512))]));
  expect(bytes.length).toBe(512 + 512 + 512 + 512 + 1024);
  expect(text(bytes, 0, 100)).toBe("labels/a.txt");
  expect(text(bytes, 100, 108)).toBe("0000644");
  expect(text(bytes, 124, 136)).toBe("00000000014");
  expect(text(bytes, 136, 148)).toBe((1_700_000_000).toString(8).padStart(11, "0"));
  expect(text(bytes, 156, 157)).toBe("0");
  expect(text(bytes, 257, 263)).toBe("ustar");
  const sum = bytes.subarray(0, 512).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  expect(text(bytes, 148, 154)).toBe(sum.toString(8).padStart(6, "0"));
  expect(text(bytes, 512, 524)).toBe("0 .5 .5 1 1\n");
  expect(text(bytes, 1024, 1124)).toBe("b.txt");
  expect(bytes.subarray(2048).every((byte) => byte === 0)).toBe(true);
});

it("tells a path that is long or not in ASCII in a header of its own, whose length counts itself", async () => {
  for (const path of ["Übung/größe.txt", `${"n".repeat(86)}.txt`, `${"n".repeat(97)}.txt`, `${"d/".repeat(500)}a.txt`]) {
    const bytes = await bytesOf(tarOf("set", [file(path)]));
    if (path.length <= 100 && /^[\x20-\x7e]*$/.test(path)) {
      expect(text(bytes, 156, 157)).toBe("0");
      continue;
    }
    expect(text(bytes, 156, 157)).toBe("x");
    const size = parseInt(text(bytes, 124, 136), 8);
    const record = new TextDecoder().decode(bytes.subarray(512, 512 + size));
    expect(record).toBe(`${size} path=${path}\n`);
    const after = 512 + Math.ceil(size / 512) * 512;
    expect(text(bytes, after + 156, after + 157)).toBe("0");
  }
});

it("makes one archive of a folder that fits, and says why it makes none of another", () => {
  const folder = (files: readonly FolderFile[], tooMany = false) => ({ name: "set", files, tooMany });
  const labelled = [file("a.png"), file("a.txt")];
  expect(packed(folder(labelled), 1e6)).toMatchObject({ files: [{ name: "set", size: 4 * 512 + 1024 }] });
  expect(packed(folder([]), 1e6)).toEqual({ reason: "This folder holds no files. Hidden ones are passed over." });
  expect(packed(folder(labelled, true), 1e6)).toEqual({ reason: "This folder holds more than 100,000 files. Import its parts one by one." });
  expect(packed(folder(Array.from({ length: MOST_FILES / 2 + 1 }, () => file("ü.png"))), undefined)).toHaveProperty("reason");
  expect(packed(folder(labelled), 1000)).toEqual({ reason: "This folder is larger than the 1000 bytes that the server accepts at once. Import its parts one by one." });
  // pictures alone go in batches
  expect(packed(folder([file("a.png"), file("b.JPG")]), 1000)).toMatchObject({ files: [{ name: "a.png" }, { name: "b.JPG" }] });
});

it("takes the files of a chosen folder in the order of their paths, without hidden ones", () => {
  const chosen = ["set/b.txt", "set/.git/config", "set/a/z.txt", "set/B.txt", "set/.DS_Store", "set/__MACOSX/x"].map((path) => {
    const one = new File(["x"], path.split("/").pop() ?? "");
    Object.defineProperty(one, "webkitRelativePath", { value: path });
    return one;
  });
  const [folder] = chosenFolders(chosen);
  expect(folder?.name).toBe("set");
  expect(folder?.files.map(({ path }) => path)).toEqual(["B.txt", "a/z.txt", "b.txt"]);
});
