// How the table is laid out while no saved view is open: kept in this browser, for each project.
import { storageKey } from "../../shared/storage-key";
import { stored } from "../../storage";
import { layoutData, readLayout } from "./columns";
import type { Layout } from "./types";

export const LAYOUT_KEY = ":data-layout";

/** The layout that this browser keeps, else the usual one. */
export const keptLayout = (): Layout => readLayout(stored.read<Record<string, unknown>>(storageKey() + LAYOUT_KEY) ?? {});

export const keepLayout = (layout: Layout): void => void stored.write(storageKey() + LAYOUT_KEY, layoutData(layout));
