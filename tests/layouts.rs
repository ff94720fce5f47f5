//! Forms in the layouts of many places and clerks, drawn here with the truth kept beside: every typed cell is found where it
//! stands, and nothing is invented.

#[path = "layouts/blanks.rs"]
mod blanks;
#[path = "layouts/canvas.rs"]
mod canvas;
#[path = "layouts/content.rs"]
mod content;
#[path = "layouts/drawing.rs"]
mod drawing;
#[path = "layouts/families.rs"]
mod families;
#[path = "layouts/funds.rs"]
mod funds;
#[path = "layouts/further.rs"]
mod further;
#[path = "layouts/hubei.rs"]
mod hubei;
#[path = "layouts/layout.rs"]
mod layout;
#[path = "layouts/places.rs"]
mod places;
#[path = "layouts/rows.rs"]
mod rows;
#[path = "layouts/sheets.rs"]
mod sheets;
#[path = "layouts/southwest.rs"]
mod southwest;
#[path = "layouts/truth.rs"]
mod truth;
#[path = "layouts/wording.rs"]
mod wording;
