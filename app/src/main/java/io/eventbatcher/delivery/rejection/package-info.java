/**
 * Rejections that HubSpot has not yet confirmed by taking another input of the route, and the halt of a route that rejects everything.
 *
 * <p>Touches lanes, requests in flight and halts; sends nothing.
 */
@NullMarked
package io.eventbatcher.delivery.rejection;

import org.jspecify.annotations.NullMarked;
