/**
 * The failures and halting answers that a request or its whole drew before, as far as they speak against the inputs.
 *
 * <p>Touches time alone; holds counts and moments, and no inputs.
 */
@NullMarked
package io.eventbatcher.delivery.history;

import org.jspecify.annotations.NullMarked;
