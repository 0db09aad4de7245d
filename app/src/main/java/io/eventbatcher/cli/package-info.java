/** The command line. Commands are thin: they read options, call the part that does the work, and tell people what came of it. */
@NullMarked
package io.eventbatcher.cli;

import org.jspecify.annotations.NullMarked;
