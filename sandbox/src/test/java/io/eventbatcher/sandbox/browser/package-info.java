/** A real browser, driven by tests of the console. */
@NullMarked
package io.eventbatcher.sandbox.browser;

import org.jspecify.annotations.NullMarked;
