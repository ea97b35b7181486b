package io.sluice.torture;

import io.sluice.stack.PrivateStack;

/** A server that the engine needs, and that may die as the engine may. */
enum Server {
    POSTGRES {
        @Override
        void kill(PrivateStack stack) {
            stack.killPostgres();
        }

        @Override
        void start(PrivateStack stack) {
            stack.startPostgres();
        }
    },
    KAFKA {
        @Override
        void kill(PrivateStack stack) {
            stack.killKafka();
        }

        @Override
        void start(PrivateStack stack) {
            stack.startKafka();
        }
    },
    ARTEMIS {
        @Override
        void kill(PrivateStack stack) {
            stack.killArtemis();
        }

        @Override
        void start(PrivateStack stack) {
            stack.startArtemis();
        }
    };

    /** {@code kill -9}. */
    abstract void kill(PrivateStack stack);

    /** On the same data and the same port; returns when clients can use it. */
    abstract void start(PrivateStack stack);
}
