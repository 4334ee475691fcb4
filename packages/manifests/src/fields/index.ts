export { dnsLabel, dnsSubdomain } from './kubernetes';
