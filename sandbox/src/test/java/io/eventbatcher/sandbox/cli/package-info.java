@NullMarked
package io.eventbatcher.sandbox.cli;

import org.jspecify.annotations.NullMarked;
