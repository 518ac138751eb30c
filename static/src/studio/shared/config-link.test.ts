import { afterEach, expect, it, vi } from "vitest";
import { setup as words } from "../strings/setup";
import { carriesConfig } from "./config-fragment";
import { configIn, fragmentOf, LinkInvalid } from "./config-link";

const CONFIG = '<View>\n  <Labels name="label" toName="text">\n    <Label value="Größe 🥐"/>\n  </Labels>\n  <Text name="text" value="$text"/>\n</View>\n';
const MOST = 256 * 1024;

/** CONFIG as Python's zlib deflates it. */
const ELSEWHERE = "config=v1.swnLTC2341JQsPFJTErNKVbIS8xNtVXKAXGUFEry_cDcktSKEiWQKpg6hbLEnFKghHvR4W2H56cqfJi_dIKSPtgcfYhBYHYIUB_URLARMG0qYB5QvY0-xH4A";

/** A fragment with any bytes whatever, deflated by the platform. */
async function packed(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const deflated = new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return `config=v1.${base64Url(new Uint8Array(await new Response(deflated).arrayBuffer()))}`;
}

const base64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const refusal = async (fragment: string, most = MOST): Promise<string> => {
  const error: unknown = await configIn(fragment, most).then((config) => `took ${config.length}`, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(LinkInvalid);
  return (error as LinkInvalid).message;
};

afterEach(() => void vi.unstubAllGlobals());

it("carries a config there and back, in an address that needs no escaping", async () => {
  const fragment = await fragmentOf(CONFIG);
  expect(fragment).toMatch(/^config=v1\.[\w-]+$/);
  expect(new URL(`http://studio.test/setup#${fragment}`).hash).toBe(`#${fragment}`);
  expect(carriesConfig(fragment)).toBe(true);
  expect(await configIn(fragment, MOST)).toBe(CONFIG);
});

it("reads what another deflate has written", async () => {
  expect(await configIn(ELSEWHERE, MOST)).toBe(CONFIG);
});

it("takes a config of exactly the largest size, and none larger", async () => {
  expect(await configIn(await packed("x".repeat(2000)), 2000)).toHaveLength(2000);
  expect(await refusal(await packed("x".repeat(2001)), 2000)).toBe(words.linkTooLarge(2000));
  expect(await refusal(await packed("ä".repeat(1001)), 2000)).toBe(words.linkTooLarge(2000));
});

it.each([
  ["nothing", "config="],
  ["no version", ELSEWHERE.replace("v1.", "")],
  ["not base64", "config=v1.%3Cscript%3E"],
  ["a length that no base64 has", "config=v1.abcde"],
])("says one plain sentence about %s", async (_, fragment) => {
  expect(await refusal(fragment)).toBe(words.linkUnreadable);
});

it("refuses what is not text", async () => {
  expect(await refusal(await packed(Uint8Array.of(0xff, 0xfe, 0x41)))).toBe(words.linkUnreadable);
  expect(await refusal(await packed("<View>\0</View>"))).toBe(words.linkUnreadable);
});

it("tells a link of another version, and an empty one", async () => {
  expect(await refusal("config=v2.abcd")).toBe(words.linkOtherVersion);
  expect(await refusal(await packed("  \n"))).toBe(words.linkEmpty);
});

it("refuses a bomb", async () => {
  // that nothing is inflated past the limit is seen in a browser: node's streams do not wait for their reader
  expect(await refusal(await packed(new Uint8Array(20 * 1024 * 1024)))).toBe(words.linkTooLarge(MOST));
});

it("does not even unpack what is longer than any config", async () => {
  vi.stubGlobal("DecompressionStream", undefined);
  expect(await refusal(`config=v1.${"A".repeat(400_000)}`)).toBe(words.linkTooLarge(MOST));
});
