@NullMarked
package io.eventbatcher.sandbox.torture.traffic;

import org.jspecify.annotations.NullMarked;
