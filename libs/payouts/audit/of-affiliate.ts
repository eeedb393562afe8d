import { type Affiliate, unusableDetails } from '../affiliate.ts';
import { describeValue, type Finding, type Item, isKey } from './finding.ts';

/** What is wrong with an affiliate's record, from how it is read and what stands there to the letter. */
export function findingsOfAffiliate(affiliate: Affiliate, item: Item): Finding[] {
  const { affiliate_id: id } = affiliate;
  const findings: Finding[] = [...earningsFindings(affiliate, item)];
  if (!isKey(item.user_id)) {
    const why = `user_id is ${describeValue(item.user_id)}`;
    findings.push({ kind: 'affiliate-user-missing', id, why, attribute: 'user_id' });
  }
  if (typeof item.status !== 'string' || item.status.trim() === '') {
    const why = `status is ${describeValue(item.status)}`;
    findings.push({ kind: 'affiliate-status-unreadable', id, why, attribute: 'status' });
  }
  for (const attribute of unusableDetails(affiliate)) {
    const why = `${attribute} cannot be used`;
    findings.push({ kind: 'affiliate-destination-unusable', id, why, attribute });
  }
  return findings;
}

function earningsFindings({ affiliate_id: id, total_earned, maturing }: Affiliate, item: Item): Finding[] {
  const found = { id, attribute: 'total_earned', why: `total_earned is ${describeValue(item.total_earned)}` };
  const findings: Finding[] = [];
  if (total_earned === null) findings.push({ ...found, kind: 'affiliate-earnings-unreadable' });
  else {
    const written = Number(item.total_earned ?? 0);
    if (total_earned < 0 || written !== total_earned) {
      findings.push({ ...found, kind: 'affiliate-earnings-odd' });
    }
    if (typeof item.total_earned === 'string') findings.push({ ...found, kind: 'affiliate-earnings-text' });
  }
  if (maturing === null) {
    const why = `maturing is ${describeValue(item.maturing)}`;
    findings.push({ kind: 'affiliate-maturing-unreadable', id, why, attribute: 'maturing' });
  }
  return findings;
}
