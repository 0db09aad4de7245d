@NullMarked
package io.eventbatcher.sandbox.torture.faults;

import org.jspecify.annotations.NullMarked;
