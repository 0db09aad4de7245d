/** The sandbox's part of the command line: each command starts one part of the embedded stack. */
@NullMarked
package io.eventbatcher.sandbox.cli;

import org.jspecify.annotations.NullMarked;
