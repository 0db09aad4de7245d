/** The routes: where events come from, which HubSpot API takes them, and by which rules. The one table all else reads. */
@NullMarked
package io.eventbatcher.route;

import org.jspecify.annotations.NullMarked;
