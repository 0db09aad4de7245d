/** The fault kit's judgement, held by evidence that is broken on purpose. */
@NullMarked
package io.eventbatcher.sandbox.torture;

import org.jspecify.annotations.NullMarked;
