/** Real containers for tests, where there is an engine to run them. */
@NullMarked
package io.eventbatcher.sandbox.containers;

import org.jspecify.annotations.NullMarked;
