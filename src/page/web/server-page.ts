/** The page as `ziping page` serves it. */

import { Page } from "./page";
import { ServerHost } from "./server-host";

new Page(new ServerHost(location.hash.slice(1)));
