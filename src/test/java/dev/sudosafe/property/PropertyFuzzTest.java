package dev.sudosafe.property;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Every property, with the fuzzer's bytes in place of chance: it looks for the pods and profiles that reach new code.
class PropertyFuzzTest {

    /// Zeros once the bytes are used up, so that every pod comes to an end.
    private record Bytes(ByteBuffer bytes) implements RandomGenerator {

        @Override
        public long nextLong() {
            return bytes.remaining() < Long.BYTES ? next() : bytes.getLong();
        }

        /// A byte is enough for most choices.
        @Override
        public int nextInt(int bound) {
            int choice = bound <= 256 ? next() : next() << 8 | next();
            return choice % bound;
        }

        @Override
        public double nextDouble() {
            return next() / 256.0;
        }

        @Override
        public boolean nextBoolean() {
            return (next() & 1) == 1;
        }

        private int next() {
            return bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : 0;
        }
    }

    static Stream<byte[]> seeds() {
        return LongStream.range(0, 20).mapToObj(seed -> {
            byte[] bytes = new byte[2_000];
            new SplittableRandom(seed).nextBytes(bytes);
            return bytes;
        });
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "150s")
    void every_property_holds(byte[] bytes) {
        Case it = Case.of(new Bytes(ByteBuffer.wrap(bytes)), new Tally());
        Properties.ALL.forEach(property -> property.check(it));
    }
}
