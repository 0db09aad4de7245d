/** The fault kit's result, held by evidence that is broken on purpose. */
@NullMarked
package io.eventbatcher.sandbox.torture;

import org.jspecify.annotations.NullMarked;
