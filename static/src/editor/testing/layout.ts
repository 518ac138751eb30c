// jsdom lays nothing out: what only reports sizes is silent there.
class SilentResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Element.prototype.scrollIntoView ??= () => undefined;
globalThis.ResizeObserver ??= SilentResizeObserver;
