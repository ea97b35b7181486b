package io.sluice.format;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** A read-only map whose content is made when it is first looked at. */
public abstract class MapOnDemand extends AbstractMap<String, Object> {

    private Map<String, Object> content;

    /** Called once. */
    protected abstract Map<String, Object> content();

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return made().entrySet();
    }

    @Override
    public Object get(Object key) {
        return made().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return made().containsKey(key);
    }

    private Map<String, Object> made() {
        if (content == null) {
            content = content();
        }
        return content;
    }
}
