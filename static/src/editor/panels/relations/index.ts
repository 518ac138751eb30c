// Relations between regions: their list and their arrows. Loaded when a config, a result or a person asks for them.
import "./relations.css";

export { Arrows } from "./Arrows";
export { RelationList } from "./RelationList";
