package dev.assay.audits.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can hold the clocks of an NVIDIA GPU back, bit by bit as NVML tells it ({@code nvmlClocksEventReasons}). One line each. */
enum ClockEvent {
    /** Nothing to do. */
    GPU_IDLE(0x1, Weight.NONE),
    /** A person set the clocks. */
    APPLICATIONS_CLOCKS_SETTING(0x2, Weight.NONE),
    /** It draws as much as its power limit allows: what it does all day under load, and what it was bought with. */
    SW_POWER_CAP(0x4, Weight.LIMIT),
    /** Half of its clock or less, by one of the two below, or since it draws too much for an instant. */
    HW_SLOWDOWN(0x8, Weight.FAULT),
    /** Its clocks follow the slowest of a group. */
    SYNC_BOOST(0x10, Weight.NONE),
    SW_THERMAL_SLOWDOWN(0x20, Weight.FAULT),
    HW_THERMAL_SLOWDOWN(0x40, Weight.FAULT),
    /** The power supply asks for it. */
    HW_POWER_BRAKE_SLOWDOWN(0x80, Weight.FAULT),
    DISPLAY_CLOCK_SETTING(0x100, Weight.NONE);

    /** What it says of a measurement. */
    enum Weight {
        /** Nothing. */
        NONE,
        /** It is a property of the GPU as it is set. */
        LIMIT,
        /** With better cooling or supply the same GPU would be faster. */
        FAULT
    }

    private final long bit;
    private final Weight weight;

    ClockEvent(long bit, Weight weight) {
        this.bit = bit;
        this.weight = weight;
    }

    /** Returns those of a weight among the bits. */
    static Set<ClockEvent> in(long bits, Weight weight) {
        var events = EnumSet.noneOf(ClockEvent.class);
        Arrays.stream(values())
                .filter(event -> event.weight == weight && (bits & event.bit) != 0)
                .forEach(events::add);
        return events;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
