/** Runs the sandbox's commands as the command line does. */
@NullMarked
package io.eventbatcher.sandbox.cli;

import org.jspecify.annotations.NullMarked;
