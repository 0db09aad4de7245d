/**
 * The rate of requests: the limit of a quota, this instance's share of the limit, and even pacing within the share.
 *
 * <p>Touches the rates topic, the clock and {@code loop}; knows no lanes and no requests.
 */
@NullMarked
package io.eventbatcher.delivery.rate;

import org.jspecify.annotations.NullMarked;
