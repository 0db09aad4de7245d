package io.eventbatcher.console.page;

import io.eventbatcher.console.access.RefusedException;
import io.eventbatcher.console.access.Role;
import io.eventbatcher.console.http.Response;

/**
 * A page. To add one: a class that implements this, a line in {@link io.eventbatcher.console.Console}, a test, and a scene of the browser
 * test. Access, forms and headers are judged before the page is asked.
 */
public interface Page {
    /** The whole path, such as {@code /console/letters}. */
    String path();

    /** The word of the navigation; empty for a page that other pages lead to. */
    default String tab() {
        return "";
    }

    /** Shows the page to somebody who may look. */
    Response get(Visit visit) throws RefusedException;

    /** The role that a POST needs. */
    default Role neededToPost() {
        return Role.ACT;
    }

    /** Does what a form asks for. */
    default Response post(Visit visit) throws RefusedException {
        throw new RefusedException(405, "Nothing can be sent to this page.");
    }
}
