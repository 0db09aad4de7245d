/** The delivery half on a real broker, against the simulator. */
@NullMarked
package io.eventbatcher.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
