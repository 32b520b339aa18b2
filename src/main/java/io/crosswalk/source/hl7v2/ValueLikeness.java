package io.crosswalk.source.hl7v2;

import org.jspecify.annotations.Nullable;

/** What decides how a stretch of characters reads. No record: this is asked for at each doctor of each message. */
final class ValueLikeness {

    private final String raw;
    private final @Nullable TypeDefinition type;
    private final byte level;
    private final MessageSetting setting;
    private final int hash;

    ValueLikeness(String raw, @Nullable TypeDefinition type, byte level, MessageSetting setting) {
        this.raw = raw;
        this.type = type;
        this.level = level;
        this.setting = setting;
        this.hash = (raw.hashCode() * 31 + System.identityHashCode(type)) * 31 + setting.hashCode() + level;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueLikeness that
                && hash == that.hash
                && level == that.level
                && type == that.type
                && raw.equals(that.raw)
                && setting.equals(that.setting);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
