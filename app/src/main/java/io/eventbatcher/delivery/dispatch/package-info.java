/**
 * Dispatch takes requests from lanes within the limits of the gates, sends requests to HubSpot, and turns each answer into outcomes of items and
 * follow-up requests.
 *
 * <p>Touches {@code lane}, {@code search}, {@code history}, {@code inflight}, {@code halt}, {@code rejection}, {@code gate} and {@code loop};
 * no other room calls HubSpot.
 */
@NullMarked
package io.eventbatcher.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
