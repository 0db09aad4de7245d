/**
 * Rejections that HubSpot has not yet confirmed by taking something else of the route.
 *
 * <p>Touches lanes and halts; sends nothing itself.
 */
@NullMarked
package io.eventbatcher.delivery.rejection;

import org.jspecify.annotations.NullMarked;
