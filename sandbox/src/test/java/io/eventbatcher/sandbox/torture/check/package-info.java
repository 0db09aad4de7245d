@NullMarked
package io.eventbatcher.sandbox.torture.check;

import org.jspecify.annotations.NullMarked;
