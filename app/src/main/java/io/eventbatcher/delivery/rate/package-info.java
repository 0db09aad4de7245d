/**
 * The rate of requests: what a quota allows, this instance's share of that, and even pacing within the share.
 *
 * <p>Touches the rates topic and the clock; knows no lanes and no requests.
 */
@NullMarked
package io.eventbatcher.delivery.rate;

import org.jspecify.annotations.NullMarked;
