import "../look/tokens.css";
import "../look/base.css";
