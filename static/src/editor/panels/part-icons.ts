// Every chunk of parts begins with this: its icons then have their drawings.
import { PART_ICONS } from "../../look/part-icons";
import { addIcons } from "./icons";

addIcons(PART_ICONS);
