import { Component } from "preact";

/** An element whose children belong to the config's tags: rendered once, then left alone. */
export class Slot extends Component<{ readonly name: string; readonly element: HTMLElement }> {
  override shouldComponentUpdate(next: Readonly<{ element: HTMLElement }>): boolean {
    return next.element !== this.props.element;
  }

  override render() {
    const { name, element } = this.props;
    return <div class={name} ref={(host) => void (host && element.parentElement !== host && host.replaceChildren(element))} />;
  }
}
