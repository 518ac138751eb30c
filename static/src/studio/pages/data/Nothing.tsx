// What stands in the table's place when there is nothing to show: why, and what to do.
import { ApiError, ConnectionLost } from "../../api";
import { State } from "../../components/State";
import { search } from "../../icons/pages";
import { layers, offline, warning } from "../../icons/shell";
import { useValue } from "../../observe";
import { data as words } from "../../strings/data";
import { errors } from "../../strings/errors";
import { gallery, studio } from "../../studio";
import type { DataModel } from "./model";

export function Nothing({ model }: { readonly model: DataModel }) {
  const state = useValue(model.state);
  return <div class="card nothing">{state === "empty" ? <Empty /> : state === "nothing-found" ? <NothingFound model={model} /> : <Failed model={model} />}</div>;
}

function Empty() {
  const { router } = studio();
  return (
    <State icon={layers} tone="accent" title={words.empty} detail={words.emptyDetail}>
      <a class="btn primary" href={router.href("import")}>{words.add}</a>
      <a class="btn" href={gallery()}>{words.samples}</a>
    </State>
  );
}

function NothingFound({ model }: { readonly model: DataModel }) {
  const { filters, search: text } = useValue(model.query);
  return (
    <State icon={search} title={words.nothingFound} detail={words.nothingFoundDetail(text, filters.items.length)}>
      {filters.items.length > 0 && text !== "" && <button class="btn" onClick={() => model.setQuery({ search: "" })}>{words.clearSearch}</button>}
      <button class="btn" onClick={() => model.clearFilters()}>{words.showAll}</button>
    </State>
  );
}

function Failed({ model }: { readonly model: DataModel }) {
  const error = useValue(model.error);
  const code = error instanceof ApiError ? error.code : undefined;
  if (error instanceof ConnectionLost) {
    return (
      <State icon={offline} tone="warn" title={words.offline} detail={errors.noConnection}>
        <button class="btn" onClick={() => model.retry()}>{errors.tryAgain}</button>
      </State>
    );
  }
  if (code === "other-project") {
    return (
      <State icon={layers} tone="warn" title={words.otherProject} detail={words.otherProjectDetail}>
        <button class="btn" onClick={() => location.reload()}>{words.openIt}</button>
      </State>
    );
  }
  const tooSlow = code === "filter-too-slow";
  return (
    <State icon={warning} tone="bad" title={tooSlow ? words.tooSlow : words.failed} detail={tooSlow ? words.tooSlowDetail : error?.message}>
      {error instanceof ApiError && error.status === 400 ? null : <button class="btn" onClick={() => model.retry()}>{errors.tryAgain}</button>}
      <button class="btn" onClick={() => model.openView(undefined)}>{words.showAll}</button>
    </State>
  );
}
