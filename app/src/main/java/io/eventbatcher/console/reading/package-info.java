/**
 * Reading topics for pages: on two threads, at a bounded rate, once for all who ask for the same. Long readings tell how far they are.
 */
@NullMarked
package io.eventbatcher.console.reading;

import org.jspecify.annotations.NullMarked;
