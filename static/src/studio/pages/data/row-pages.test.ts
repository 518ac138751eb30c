import { expect, it, vi } from "vitest";
import { PAGE_SIZE, RowPages, type Found } from "./row-pages";
import type { Row } from "./types";

interface Asked {
  readonly page: number;
  readonly signal: AbortSignal;
  answer(found: Found): void;
  fail(error: Error): void;
}

const TOTAL = 1_000_000;
const rowsOf = (page: number, add = 0): readonly Row[] => Array.from({ length: PAGE_SIZE }, (_, at) => ({ id: (page - 1) * PAGE_SIZE + at + add }) as Row);

function opened(): { readonly pages: RowPages; readonly asked: Asked[]; readonly errors: unknown[]; readonly answer: (page: number, add?: number) => Promise<void> } {
  const asked: Asked[] = [];
  const errors: unknown[] = [];
  const pages = new RowPages({
    fetchPage: (page, signal) => new Promise((resolve, reject) => asked.push({ page, signal, answer: resolve, fail: reject })),
    onFound: () => undefined,
    onError: (error) => errors.push(error),
  });
  const answer = async (page: number, add = 0): Promise<void> => {
    const waiting = asked.findLast((one) => one.page === page && !one.signal.aborted);
    expect(waiting).toBeDefined();
    waiting?.answer({ tasks: rowsOf(page, add), total: TOTAL });
    await new Promise((resolve) => setTimeout(resolve));
    expect(pages.at((page - 1) * PAGE_SIZE)?.id).toBe((page - 1) * PAGE_SIZE + add);
  };
  return { pages, asked, errors, answer };
}

it("gets what is seen first, then what lies after and before it", () => {
  const { pages, asked } = opened();
  pages.want(500, 530, TOTAL);
  expect(asked.map((one) => one.page)).toEqual([6, 7, 5]);
});

it("gives up what was scrolled away before it came", async () => {
  const { pages, asked, errors, answer } = opened();
  pages.want(0, 30, TOTAL);
  pages.want(900_000, 900_030, TOTAL);
  expect(asked.filter((one) => one.signal.aborted).map((one) => one.page)).toEqual([1, 2]);
  asked[0]?.fail(new DOMException("aborted", "AbortError"));
  await answer(9001);
  expect(pages.at(900_010)?.id).toBe(900_010);
  expect(pages.at(0)).toBeUndefined();
  expect(errors).toEqual([]);
});

it("asks again for what was on its way when everything changed", async () => {
  const { pages, asked, answer } = opened();
  pages.want(0, 30, 60);
  pages.refresh();
  expect(asked.map((one) => one.page)).toEqual([1]);
  await answer(1);
  expect(asked.map((one) => one.page)).toEqual([1, 1]);
  await answer(1, 7);
  expect(asked).toHaveLength(2);
});

it("shows old rows until the new ones come", async () => {
  const { pages, asked, answer } = opened();
  pages.want(0, 30, 60);
  await answer(1);
  pages.refresh();
  expect(asked.map((one) => one.page)).toEqual([1, 1]);
  expect(pages.at(3)?.id).toBe(3);
  await answer(1, 7);
  expect([pages.at(3)?.id, pages.positionOf(12), pages.positionOf(3)]).toEqual([10, 5, undefined]);
});

it("asks again for what failed only when it is told to", async () => {
  const { pages, asked, errors } = opened();
  pages.want(0, 30, 60);
  asked[0]?.fail(new Error("no"));
  await vi.waitFor(() => expect(errors).toHaveLength(1));
  pages.want(0, 31, 60);
  expect(asked).toHaveLength(1);
  pages.retry();
  expect(asked).toHaveLength(2);
});

it("keeps a bounded number of rows", async () => {
  const { pages, answer } = opened();
  for (let page = 1; page <= 130; page += 1) {
    pages.want((page - 1) * PAGE_SIZE, (page - 1) * PAGE_SIZE + 10, page * PAGE_SIZE);
    await answer(page);
  }
  const kept = Array.from({ length: 130 }, (_, page) => pages.at(page * PAGE_SIZE)).filter(Boolean);
  expect(kept.length).toBeLessThanOrEqual(60);
  expect(pages.at(129 * PAGE_SIZE)?.id).toBe(129 * PAGE_SIZE);
});
