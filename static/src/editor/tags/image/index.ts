// <Image>: a picture that is drawn on.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createImage } from "./image";

export const Image: TagDescriptor = {
  api: 1,
  tag: "Image",
  kind: "object",
  doc: "A picture. Shapes can be drawn on it and labeled.",
  example: '<View>\n  <RectangleLabels name="things" toName="image">\n    <Label value="Car"/>\n    <Label value="Person"/>\n  </RectangleLabels>\n  <Image name="image" value="$image" zoomControl="true"/>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", doc: "The field of the task that holds the picture's address, for instance $image." },
    valueList: { type: "data", doc: "The field that holds a list of addresses: they are shown one at a time, and regions say with item_index which one they lie on." },
    width: { type: "string", default: "100%", doc: "Width of the stage, as in CSS." },
    maxWidth: { type: "string", default: "100%", doc: "Largest width of the stage, as in CSS." },
    zoom: { type: "boolean", default: true, doc: "Whether the picture can be zoomed, by whatever way." },
    negativeZoom: { type: "boolean", default: true, doc: "Whether it can be made smaller than the window and than it is." },
    zoomBy: { type: "number", default: 1.1, doc: "The factor of one step of zoom." },
    zoomControl: { type: "boolean", default: true, doc: "Whether the zoom buttons are shown." },
    rotateControl: { type: "boolean", default: true, doc: "Whether the button that turns the picture is shown." },
    brightnessControl: { type: "boolean", default: true, doc: "Whether brightness can be changed." },
    contrastControl: { type: "boolean", default: true, doc: "Whether contrast can be changed." },
    grid: { type: "boolean", default: false, doc: "Whether a grid lies over the picture." },
    gridSize: { type: "number", default: 30, doc: "Size of its cells, in pixels of the picture." },
    gridColor: { type: "color", default: "#EEEEF4", doc: "Colour of its lines." },
    crosshair: { type: "boolean", default: false, doc: "Whether two lines follow the pointer." },
    horizontalAlignment: { type: "enum", values: ["left", "center", "right"], default: "center", doc: "Where a picture narrower than the stage stands." },
    verticalAlignment: { type: "enum", values: ["top", "center", "bottom"], default: "center", doc: "Where a picture lower than the stage stands." },
    defaultZoom: { type: "enum", values: ["auto", "original", "fit"], default: "fit", doc: "Fitted to the stage, in its original size, or fitted only when it is larger." },
    crossOrigin: { type: "enum", values: ["none", "anonymous", "use-credentials"], default: "none", doc: "How the picture is asked for from another host." },
    smoothing: { type: "boolean", default: true, doc: "Whether a magnified picture is smoothed." },
    ...CONDITIONS,
  },
  geometry: ["x", "y", "width", "height", "radiusX", "radiusY", "rotation", "points", "vertices", "closed", "format", "rle", "imageDataURL", "maskDataURL", "touches"],
  create: createImage,
};

export const tags: readonly TagDescriptor[] = [Image];
