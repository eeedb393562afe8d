import { useEffect, useState } from 'preact/hooks';

/** Where in the page we are: the address behind its `#`, such as `/payouts?status=failed`. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

/** The route now. The page is drawn anew when it changes, and begins at its top. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return routeOf(hash);
}

/** The route that an address names. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

/** The address of a place in the page. */
export function addressOf(path: string[], query: Record<string, string | undefined> = {}): string {
  const members = Object.entries(query).filter((member): member is [string, string] => Boolean(member[1]));
  const search = new URLSearchParams(members).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

/** Goes to a place in the page. */
export function goTo(...place: Parameters<typeof addressOf>): void {
  location.hash = addressOf(...place);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
