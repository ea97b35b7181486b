package io.sluice.receive;

/** Names an unexpected failure for a log line without its message, which may hold a value of the message at hand. */
public final class Unexpected {

    private static final int FRAMES = 6;

    private Unexpected() {}

    /** Class and innermost frames of the failure and of its cause. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        StackTraceElement[] frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append(i == 0 ? " at " : " < ").append(frames[i]);
        }
        if (failure.getCause() != null) {
            text.append("; caused by ").append(describe(failure.getCause()));
        }
        return text.toString();
    }
}
