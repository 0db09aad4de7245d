package io.eventbatcher.console.page.replays;

import io.eventbatcher.console.html.Link;

/** The addresses of pages about one run. */
final class RunLinks {
    static final String SHOW = "/console/replays/run";
    static final String CANCEL = "/console/replays/cancel";
    static final String RESUME = "/console/replays/resume";

    /** The parameter that names the run. */
    static final String ID = "id";

    private RunLinks() {}

    static Link show(String run) {
        return Link.to(SHOW).with(ID, run);
    }

    static Link cancel(String run) {
        return Link.to(CANCEL).with(ID, run);
    }

    static Link resume(String run) {
        return Link.to(RESUME).with(ID, run);
    }
}
