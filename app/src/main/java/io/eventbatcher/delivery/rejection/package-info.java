/**
 * Answers that may blame the wrong: rejections that HubSpot has not yet confirmed by taking another input, with the halt of a route that
 * rejects everything; halting answers that may be about one input; event names that HubSpot does not know.
 *
 * <p>Touches {@code lane}, {@code history}, {@code inflight} and {@code halt}; sends nothing.
 */
@NullMarked
package io.eventbatcher.delivery.rejection;

import org.jspecify.annotations.NullMarked;
