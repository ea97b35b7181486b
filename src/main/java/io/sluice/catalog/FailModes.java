package io.sluice.catalog;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a tier does when a control cannot be applied, by control. A single word holds for contract and codes. A target
 * that is away is an everyday matter and its work is safe where it waits, so that it is closed unless it is named, or
 * degrades where a fallback is declared. Policy is closed in every tier: nobody sees what cannot be reduced.
 */
public record FailModes(Map<Control, FailMode> byControl) {

    public FailModes {
        var modes = new EnumMap<Control, FailMode>(Control.class);
        modes.putAll(byControl);
        for (var control : Control.values()) {
            modes.putIfAbsent(control, FailMode.CLOSED);
        }
        modes.put(Control.POLICY, FailMode.CLOSED);
        byControl = Frozen.map(modes);
    }

    /** As a single word says it. */
    public static FailModes of(FailMode mode) {
        return new FailModes(Map.of(
                Control.CONTRACT,
                mode,
                Control.CODES,
                mode,
                Control.TARGET,
                mode == FailMode.DEGRADE ? mode : FailMode.CLOSED));
    }

    public FailMode of(Control control) {
        return byControl.get(control);
    }
}
