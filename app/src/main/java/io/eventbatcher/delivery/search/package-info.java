/**
 * The search for bad inputs in a refused request: sizes of groups, the next group to send, and the inputs that an answer names.
 *
 * <p>Touches nothing: no request, no lane, no answer; every class is a function of its arguments but for the share of bad inputs.
 */
@NullMarked
package io.eventbatcher.delivery.search;

import org.jspecify.annotations.NullMarked;
