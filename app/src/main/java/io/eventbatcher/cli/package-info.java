/**
 * The command line. A command reads options, calls the package that does the work, and prints the result; picocli is used here only.
 */
@NullMarked
package io.eventbatcher.cli;

import org.jspecify.annotations.NullMarked;
