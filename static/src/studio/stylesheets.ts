// A stylesheet that could not be fetched is fetched again, later and later: what loads the parts of pages asks for each only
// once, so a part that came after the connection was back would stand there without its look.
const LONGEST = 60_000;
let wait = 1_000;

addEventListener(
  "error",
  ({ target }) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== "stylesheet") return;
    wait = Math.min(wait * 2, LONGEST);
    setTimeout(() => target.replaceWith(target.cloneNode()), wait);
  },
  true,
);
